/** The only door to ECharts: the build bundles it in here, so that nobody installs its 60 MB. */
export { init } from 'echarts'
