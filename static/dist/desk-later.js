function r({length:l,columns:{end:t}},o){if(o===null)return l;let[n,e]=[0,l];for(;n<e;){let i=n+e>>>1;t.at[i]<=o?n=i+1:e=i}return n}export{r as a};
